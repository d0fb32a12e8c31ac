# cmake/machine.cmake: the hosted machine, and kspawn-run
find_package(Threads REQUIRED)

# Of the machine's pages and of programs: at least what a page of the host is.
if(NOT KSPAWN_PAGE_SIZE)
	set(KSPAWN_PAGE_SIZE ${KSPAWN_CONF_page_size})
endif()
if(NOT KSPAWN_PAGE_SIZE)
	set(KSPAWN_PAGE_SIZE 4096)
endif()

file(GLOB KSPAWN_PORT_MACHINE_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/hosted/${KSPAWN_PORT}/*.cpp
	${PROJECT_SOURCE_DIR}/src/hosted/${KSPAWN_PORT}/*.S)
file(GLOB KSPAWN_MACHINE_SOURCES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/hosted/*.cpp)
set(KSPAWN_RUN_SOURCE ${PROJECT_SOURCE_DIR}/src/hosted/run.cpp)
list(REMOVE_ITEM KSPAWN_MACHINE_SOURCES ${KSPAWN_RUN_SOURCE})

# What every program of a Linux process here is built and linked with.
add_library(kspawn-process INTERFACE)
target_compile_options(kspawn-process INTERFACE ${KSPAWN_PIE_FLAGS} ${KSPAWN_BRANCH_FLAGS}
	-fno-stack-protector)
target_link_libraries(kspawn-process INTERFACE Threads::Threads kspawn-warnings)

# A sanitizer sees what the core and the machine do; not the machine's programs, whose
# memory is not the process's. Its own library cannot be linked statically.
if(KSPAWN_SANITIZE)
	set(KSPAWN_STATIC_FLAGS -pie)
	set(KSPAWN_SANITIZE_FLAGS -fsanitize=${KSPAWN_SANITIZE} -fno-sanitize-recover=all)
	target_compile_options(kspawn-hosted PRIVATE ${KSPAWN_SANITIZE_FLAGS})
	target_link_options(kspawn-process INTERFACE ${KSPAWN_SANITIZE_FLAGS})
	string(REGEX REPLACE ",.*" "" first ${KSPAWN_SANITIZE})
	string(TOUPPER ${first} first)
	target_compile_definitions(kspawn-process INTERFACE KSPAWN_SANITIZE_${first})
endif()
target_link_options(kspawn-process INTERFACE ${KSPAWN_STATIC_FLAGS})

if(NOT KSPAWN_MISSES_all)
	add_library(kspawn-machine STATIC ${KSPAWN_MACHINE_SOURCES} ${KSPAWN_PORT_MACHINE_SOURCES})
	set_target_properties(kspawn-machine PROPERTIES LINKER_LANGUAGE CXX)
	target_include_directories(kspawn-machine PUBLIC ${PROJECT_SOURCE_DIR}/src/hosted
		${PROJECT_SOURCE_DIR}/src/hosted/${KSPAWN_PORT} ${KSPAWN_PRIVATE_INCLUDE_DIRS})
	target_compile_definitions(kspawn-machine PUBLIC KSPAWN_HOSTED_PAGE_SIZE=${KSPAWN_PAGE_SIZE}
		KSPAWN_VARIANT="${KSPAWN_VARIANT}"
		PRIVATE ${KSPAWN_TRACE_DEFINITION})
	target_compile_options(kspawn-machine PRIVATE ${KSPAWN_SANITIZE_FLAGS})
	target_link_libraries(kspawn-machine PUBLIC kspawn-process kspawn-hosted)
	# Quick to build: eight sources at a time. The port's own and context.cpp link alone in the test of the entries.
	set_target_properties(kspawn-machine PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
	set_source_files_properties(${PROJECT_SOURCE_DIR}/src/hosted/context.cpp ${KSPAWN_PORT_MACHINE_SOURCES}
		PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endif()

# kspawn_link_machine(TARGET): the whole machine, so that its hooks come before
# the core's own defaults.
function(kspawn_link_machine target)
	target_link_libraries(${target} PRIVATE $<LINK_LIBRARY:WHOLE_ARCHIVE,kspawn-machine> kspawn-process)
endfunction()

if(TARGET kspawn-machine)
	add_executable(kspawn-run ${KSPAWN_RUN_SOURCE})
	kspawn_link_machine(kspawn-run)
	kspawn_trace(kspawn-run hosted)
endif()
