/* tests/standalone/model_save_area.h: included before all else, what a port like s390x defines in frame.h */
#define KSPAWN_CALL_AREA 160
