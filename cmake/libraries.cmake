# cmake/libraries.cmake: the core in its two flavours, and the entry of real privilege

add_library(kspawn-warnings INTERFACE)
target_compile_options(kspawn-warnings INTERFACE -Wall -Wextra -Werror)

# kspawn_library(NAME SOURCES FLAG...): SOURCES as a static library, kspawn::NAME
function(kspawn_library name sources)
	set(library kspawn-${name})
	add_library(${library} STATIC ${sources})
	add_library(kspawn::${name} ALIAS ${library})
	set_target_properties(${library} PROPERTIES EXPORT_NAME ${KSPAWN_VARIANT}-${name}
		KSPAWN_NO_FLOAT_FLAGS "${KSPAWN_NO_FLOAT_FLAGS}" EXPORT_PROPERTIES KSPAWN_NO_FLOAT_FLAGS
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

set(flags ${KSPAWN_PORT_FLAGS} $<$<COMPILE_LANGUAGE:CXX>:${KSPAWN_NO_FLOAT_FLAGS}>)
kspawn_library(kernel "${KSPAWN_SOURCES}" ${flags})
# A kernel of this tree has the core's flags; one that takes the package has what must be the same in both.
set(shared $<BUILD_INTERFACE:${KSPAWN_PORT_FLAGS}> $<INSTALL_INTERFACE:${KSPAWN_SHARED_FLAGS}>)
target_compile_options(kspawn-kernel INTERFACE "${shared}")
kspawn_library(hosted "${KSPAWN_SOURCES}")
set(KSPAWN_LIBRARIES kernel hosted)
if(KSPAWN_ENTRY_SOURCES)
	kspawn_library(entry "${KSPAWN_ENTRY_SOURCES}" ${flags})
	target_compile_options(kspawn-entry INTERFACE "${shared}")
	list(APPEND KSPAWN_LIBRARIES entry)
endif()

# kspawn_trace(TARGET FLAVOUR): TARGET has the core with the tracepoints of tools/trace. Link this before the library itself,
# of which the linker then takes nothing, and after what calls the core. Only the sources that have a tracepoint are compiled again.
set(KSPAWN_TRACE_DEFINITION "KSPAWN_TRACE_HOOKS=\"${PROJECT_SOURCE_DIR}/tools/trace/hooks.h\"")
function(kspawn_trace target flavour)
	set(library kspawn-${flavour}-traced)
	if(NOT TARGET ${library})
		set(traced)
		set(names)
		foreach(source IN LISTS KSPAWN_SOURCES)
			file(STRINGS ${source} found REGEX "kspawn_trace_" LIMIT_COUNT 1)
			if(found)
				list(APPEND traced ${source})
				get_filename_component(name ${source} NAME_WE)
				list(APPEND names ${name})
			endif()
		endforeach()
		list(JOIN names "|" names)
		add_library(${library} STATIC EXCLUDE_FROM_ALL ${traced}
			"$<FILTER:$<TARGET_OBJECTS:kspawn-${flavour}>,EXCLUDE,/(${names})[.]cpp>")
		set_target_properties(${library} PROPERTIES LINKER_LANGUAGE CXX CXX_EXTENSIONS OFF)
		target_include_directories(${library} PRIVATE ${KSPAWN_INCLUDE_DIRS})
		target_compile_definitions(${library} PRIVATE ${KSPAWN_TRACE_DEFINITION})
		target_compile_options(${library} PRIVATE $<TARGET_PROPERTY:kspawn-${flavour},COMPILE_OPTIONS>)
		target_link_libraries(${library} PRIVATE kspawn-warnings)
	endif()
	target_link_libraries(${target} PRIVATE ${library})
endfunction()
