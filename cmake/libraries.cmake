# cmake/libraries.cmake: the core in its two flavours

add_library(kspawn-warnings INTERFACE)
target_compile_options(kspawn-warnings INTERFACE -Wall -Wextra -Werror)

# kspawn_flavour(NAME FLAG...): the core as a static library, kspawn::NAME
function(kspawn_flavour name)
	set(library kspawn-${name})
	add_library(${library} STATIC ${KSPAWN_SOURCES})
	add_library(kspawn::${name} ALIAS ${library})
	set_target_properties(${library} PROPERTIES EXPORT_NAME ${KSPAWN_VARIANT}-${name}
		POSITION_INDEPENDENT_CODE OFF LINKER_LANGUAGE CXX CXX_EXTENSIONS OFF)
	foreach(folder IN LISTS KSPAWN_PUBLIC_INCLUDE_DIRS)
		target_include_directories(${library} PUBLIC $<BUILD_INTERFACE:${folder}>)
	endforeach()
	target_include_directories(${library} PUBLIC
		$<INSTALL_INTERFACE:include> $<INSTALL_INTERFACE:lib/kspawn/${KSPAWN_VARIANT}/include>
		PRIVATE ${KSPAWN_PRIVATE_INCLUDE_DIRS})
	target_compile_options(${library} PRIVATE ${KSPAWN_BRANCH_FLAGS} ${KSPAWN_PIE_FLAGS} ${ARGN}
		$<$<COMPILE_LANGUAGE:CXX>:${KSPAWN_FLAGS}>)
	target_link_libraries(${library} PRIVATE $<BUILD_INTERFACE:kspawn-warnings>)
endfunction()

kspawn_flavour(kernel ${KSPAWN_PORT_FLAGS} $<$<COMPILE_LANGUAGE:CXX>:${KSPAWN_NO_FLOAT_FLAGS}>)
target_compile_options(kspawn-kernel INTERFACE ${KSPAWN_PORT_FLAGS}) # to link with it, and not to miss one
kspawn_flavour(hosted)
