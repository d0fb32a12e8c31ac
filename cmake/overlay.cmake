# cmake/overlay.cmake: a file in a port's folder replaces the generic one of the same name

# kspawn_overlay(OUT FOLDER...): the C++ and assembly sources of the folders,
# where a file of a later folder replaces that of an earlier one with the same
# stem (kernel_thread.S replaces kernel_thread.cpp). Files whose stem ends in
# _hosted or _privileged are no part of the core.
function(kspawn_overlay out)
	set(sources)
	set(depends CONFIGURE_DEPENDS)
	if(CMAKE_SCRIPT_MODE_FILE)
		set(depends)
	endif()
	foreach(folder IN LISTS ARGN)
		file(GLOB found ${depends} ${folder}/*.cpp ${folder}/*.S)
		list(SORT found)
		foreach(file IN LISTS found)
			get_filename_component(stem ${file} NAME_WE)
			if(NOT stem MATCHES "_(hosted|privileged)$")
				list(FILTER sources EXCLUDE REGEX "/${stem}\\.(cpp|S)$")
				list(APPEND sources ${file})
			endif()
		endforeach()
	endforeach()
	set(${out} ${sources} PARENT_SCOPE)
endfunction()

# kspawn_sources_of(PART OUT FOLDER): those whose stem ends in _PART
function(kspawn_sources_of part out folder)
	set(depends CONFIGURE_DEPENDS)
	if(CMAKE_SCRIPT_MODE_FILE)
		set(depends)
	endif()
	file(GLOB found ${depends} ${folder}/*_${part}.cpp ${folder}/*_${part}.S)
	set(${out} ${found} PARENT_SCOPE)
endfunction()
