# cmake/programs.cmake: the freestanding user programs, in <build>/programs
set(KSPAWN_PROGRAMS_DIR ${PROJECT_BINARY_DIR}/programs)
set(KSPAWN_USER_DIR ${PROJECT_SOURCE_DIR}/src/user)
set(KSPAWN_USER_FLAGS -ffreestanding -fno-stack-protector -fasynchronous-unwind-tables
	${KSPAWN_BRANCH_FLAGS_${KSPAWN_PORT}})

file(GLOB KSPAWN_USER_RUNTIME CONFIGURE_DEPENDS ${KSPAWN_USER_DIR}/*.c ${KSPAWN_USER_DIR}/*.S
	${KSPAWN_USER_DIR}/${KSPAWN_PORT}/*.c ${KSPAWN_USER_DIR}/${KSPAWN_PORT}/*.S)
file(GLOB KSPAWN_USER_PROGRAMS CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/user/*.c)

add_custom_target(kspawn-programs ALL)

# kspawn_program(NAME SOURCE COMPILE-FLAG LINK-FLAG...)
function(kspawn_program name source compile)
	set(target program-${name})
	add_executable(${target} ${source} ${KSPAWN_USER_RUNTIME})
	set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${KSPAWN_PROGRAMS_DIR}
		LINKER_LANGUAGE C LINK_DEPENDS ${KSPAWN_USER_DIR}/user.ld)
	target_include_directories(${target} PRIVATE ${KSPAWN_USER_DIR} ${KSPAWN_USER_DIR}/${KSPAWN_PORT}
		${KSPAWN_PUBLIC_INCLUDE_DIRS} ${KSPAWN_PRIVATE_INCLUDE_DIRS})
	target_compile_options(${target} PRIVATE ${KSPAWN_USER_FLAGS} ${compile})
	target_link_options(${target} PRIVATE -nostdlib ${ARGN} LINKER:--build-id=none)
	target_link_libraries(${target} PRIVATE kspawn-warnings)
	add_dependencies(kspawn-programs ${target})
endfunction()

if(EXISTS ${KSPAWN_USER_DIR}/user.ld)
	foreach(source IN LISTS KSPAWN_USER_PROGRAMS)
		get_filename_component(name ${source} NAME_WE)
		kspawn_program(${name} ${source} -fno-pie -static -no-pie LINKER:-T,${KSPAWN_USER_DIR}/user.ld)
	endforeach()
	if(TARGET program-echo)
		kspawn_program(echo-pie ${PROJECT_SOURCE_DIR}/tests/user/echo.c -fPIE -static-pie)
	endif()
endif()
