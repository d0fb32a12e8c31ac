# cmake/programs.cmake: the runtime of user programs, and the programs in <build>/programs
set(KSPAWN_PROGRAMS_DIR ${PROJECT_BINARY_DIR}/programs)
set(KSPAWN_USER_DIR ${PROJECT_SOURCE_DIR}/src/user)
set(KSPAWN_USER_SCRIPT ${KSPAWN_USER_DIR}/user.ld)
set(KSPAWN_USER_TESTS ${PROJECT_SOURCE_DIR}/tests/user)
set(KSPAWN_PORT_TESTS ${PROJECT_SOURCE_DIR}/tests/ports/${KSPAWN_PORT})

set(KSPAWN_USER_FLAGS -ffreestanding -fno-stack-protector ${KSPAWN_BRANCH_FLAGS} ${KSPAWN_PROGRAM_FLAGS})
# To the linker too: not all compilers hand it on.
set(KSPAWN_STATIC_PIE -static-pie LINKER:-pie,--no-dynamic-linker)
set(KSPAWN_USER_LINK_FLAGS -nostdlib LINKER:--build-id=none LINKER:-z,max-page-size=${KSPAWN_PAGE_SIZE})

file(GLOB KSPAWN_USER_RUNTIME CONFIGURE_DEPENDS ${KSPAWN_USER_DIR}/*.c ${KSPAWN_USER_DIR}/${KSPAWN_PORT}/*.c
	${KSPAWN_USER_DIR}/${KSPAWN_PORT}/*.S)
if(NOT EXISTS ${KSPAWN_USER_DIR}/${KSPAWN_PORT}/start.S)
	list(APPEND KSPAWN_USER_RUNTIME ${KSPAWN_USER_DIR}/start.S)
endif()
file(GLOB KSPAWN_USER_PROGRAMS CONFIGURE_DEPENDS ${KSPAWN_USER_TESTS}/*.c)
list(REMOVE_ITEM KSPAWN_USER_PROGRAMS ${KSPAWN_USER_TESTS}/dynamic.c) # not for user.ld, see below
add_custom_target(kspawn-programs ALL)

# Position independent, so that it serves both kinds of program.
if(NOT KSPAWN_MISSES_all)
	add_library(kspawn-user STATIC ${KSPAWN_USER_RUNTIME})
	set_target_properties(kspawn-user PROPERTIES C_EXTENSIONS OFF EXPORT_NAME ${KSPAWN_VARIANT}-user)
	target_include_directories(kspawn-user PUBLIC $<BUILD_INTERFACE:${KSPAWN_USER_DIR}>
		$<BUILD_INTERFACE:${KSPAWN_USER_DIR}/${KSPAWN_PORT}>)
	foreach(folder IN LISTS KSPAWN_PUBLIC_INCLUDE_DIRS)
		target_include_directories(kspawn-user PUBLIC $<BUILD_INTERFACE:${folder}>)
	endforeach()
	target_include_directories(kspawn-user PUBLIC
		$<INSTALL_INTERFACE:include> $<INSTALL_INTERFACE:lib/kspawn/${KSPAWN_VARIANT}/include>)
	target_include_directories(kspawn-user PRIVATE ${KSPAWN_ROOT}/src/arch/${KSPAWN_PORT})
	target_compile_options(kspawn-user PRIVATE -fPIE ${KSPAWN_USER_FLAGS})
	target_link_libraries(kspawn-user PRIVATE $<BUILD_INTERFACE:kspawn-warnings>)
endif()

# kspawn_program(NAME SOURCE COMPILE-FLAG LINK-FLAG...): also takes assembly of the same name, the port's,
# tests/ports/<port>/NAME*.S, or else the one for all
function(kspawn_program name source compile)
	set(target program-${name})
	get_filename_component(stem ${source} NAME_WE)
	file(GLOB assembly CONFIGURE_DEPENDS ${KSPAWN_PORT_TESTS}/${stem}*.S)
	if(NOT assembly)
		file(GLOB assembly CONFIGURE_DEPENDS ${KSPAWN_USER_TESTS}/${stem}.S)
	endif()
	add_executable(${target} ${source} ${assembly})
	set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${KSPAWN_PROGRAMS_DIR}
		LINKER_LANGUAGE C C_EXTENSIONS OFF LINK_DEPENDS ${KSPAWN_USER_SCRIPT})
	target_include_directories(${target} PRIVATE ${KSPAWN_USER_TESTS} ${KSPAWN_PORT_TESTS}
		${KSPAWN_ROOT}/src/arch/${KSPAWN_PORT})
	target_compile_options(${target} PRIVATE ${compile} ${KSPAWN_USER_FLAGS})
	target_link_options(${target} PRIVATE ${KSPAWN_USER_LINK_FLAGS} ${ARGN})
	target_link_libraries(${target} PRIVATE kspawn-user kspawn-warnings)
	add_dependencies(kspawn-programs ${target})
endfunction()

if(TARGET kspawn-user)
	foreach(source IN LISTS KSPAWN_USER_PROGRAMS)
		get_filename_component(name ${source} NAME_WE)
		kspawn_program(${name} ${source} -fno-pie -static LINKER:-T,${KSPAWN_USER_SCRIPT})
	endforeach()
	target_link_libraries(program-regs PRIVATE kspawn-hosted) # its user_state.S
	if(TARGET program-echo)
		kspawn_program(echo-pie ${KSPAWN_USER_TESTS}/echo.c -fPIE ${KSPAWN_STATIC_PIE})
		# With packed relocations (DT_RELR), where the linker can pack them.
		execute_process(COMMAND ${CMAKE_LINKER} --help OUTPUT_VARIABLE linker_help ERROR_QUIET)
		if(linker_help MATCHES "pack-relative-relocs")
			kspawn_program(echo-relr ${KSPAWN_USER_TESTS}/echo.c -fPIE ${KSPAWN_STATIC_PIE}
				LINKER:-z,pack-relative-relocs)
		endif()
	endif()
	# Two programs with PT_INTERP, which the linker's own layout makes of .interp, and their interpreter. Their C begins
	# before _start, so that nothing may be relaxed to an offset from a register that _start loads.
	kspawn_program(dynamic ${KSPAWN_USER_TESTS}/dynamic.c -fno-pie -static LINKER:-Ttext-segment=0x10000000
		LINKER:-e,kspawn_entry LINKER:--no-relax)
	kspawn_program(dynamic-pie ${KSPAWN_USER_TESTS}/dynamic.c -fPIE ${KSPAWN_STATIC_PIE}
		LINKER:-e,kspawn_entry LINKER:--no-relax)
	kspawn_program(loader-pie ${KSPAWN_USER_TESTS}/loader.c -fPIE ${KSPAWN_STATIC_PIE})
endif()
