/* mips entry_port.h: where floating point registers are kept */
#pragma once

/* In struct of KSPAWN_USER_STATE_SIZE bytes */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR
