# cmake/overlay.cmake: a file in a port's folder replaces the generic one of the same name

# kspawn_overlay(OUT FOLDER...): the C++ and assembly sources of the folders,
# where a file of a later folder replaces an earlier folder's file of the same
# stem (kernel_thread.S replaces kernel_thread.cpp).
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
			list(FILTER sources EXCLUDE REGEX "/${stem}\\.(cpp|S)$")
			list(APPEND sources ${file})
		endforeach()
	endforeach()
	set(${out} ${sources} PARENT_SCOPE)
endfunction()
