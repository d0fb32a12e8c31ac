# cmake/install-unbuilt.cmake: an install of a library that is not built
#
# Needs `target`, `built`, the file that it is, and `names`, what announces it under the prefix. The package must not
# name what it does not have.
if(NOT EXISTS "${built}")
	foreach(name IN LISTS names)
		file(GLOB found "$ENV{DESTDIR}${CMAKE_INSTALL_PREFIX}/${name}")
		if(found)
			file(REMOVE ${found})
		endif()
	endforeach()
	if(CMAKE_INSTALL_COMPONENT)
		message(FATAL_ERROR "${target} is not built; build it with cmake --build DIR --target ${target}")
	endif()
	message(STATUS "Not built, not installed: ${target}")
endif()
