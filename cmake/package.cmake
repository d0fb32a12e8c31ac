# cmake/package.cmake: the Debian packages that cpack makes: libkspawn-dev, the headers, and libkspawn-PORT-dev, a port's
# libraries
#
#	cmake --build DIR && cpack --config DIR/CPackConfig.cmake -B FOLDER
#
# Each file is in one package, so several ports' packages can be installed together.
foreach(flavour IN LISTS KSPAWN_LIBRARIES)
	list(APPEND flavours ${flavour})
	install(FILES ${PROJECT_BINARY_DIR}/kspawn-${flavour}-${KSPAWN_VARIANT}.pc DESTINATION share/pkgconfig
		COMPONENT port EXCLUDE_FROM_ALL)
endforeach()
if(TARGET kspawn-user)
	list(APPEND flavours user)
	file(GLOB headers CONFIGURE_DEPENDS src/user/kspawn_*.h src/user/${KSPAWN_PORT}/kspawn_*.h)
	install(FILES src/user/user.ld DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT port EXCLUDE_FROM_ALL)
	install(FILES ${headers} DESTINATION ${KSPAWN_INSTALL_DIR}/include COMPONENT port EXCLUDE_FROM_ALL)
endif()
foreach(flavour IN LISTS flavours)
	install(FILES $<TARGET_FILE:kspawn-${flavour}> DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT port EXCLUDE_FROM_ALL)
	install(EXPORT kspawn-${flavour} NAMESPACE kspawn:: FILE ${flavour}.cmake DESTINATION ${KSPAWN_INSTALL_DIR}
		COMPONENT port EXCLUDE_FROM_ALL)
	list(APPEND archives ${KSPAWN_INSTALL_DIR}/libkspawn-${flavour}.a)
endforeach()
install(DIRECTORY src/arch/${KSPAWN_PORT}/include/kspawn DESTINATION ${KSPAWN_INSTALL_DIR}/include
	COMPONENT port EXCLUDE_FROM_ALL)
install(DIRECTORY include/kspawn DESTINATION include COMPONENT common EXCLUDE_FROM_ALL)
install(FILES ${PROJECT_BINARY_DIR}/kspawn-config.cmake ${PROJECT_BINARY_DIR}/kspawn-config-version.cmake
	DESTINATION lib/cmake/kspawn COMPONENT common EXCLUDE_FROM_ALL)

string(REPLACE "_" "-" name libkspawn-${KSPAWN_VARIANT}-dev)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR kspawn)
set(CPACK_PACKAGE_CONTACT "kspawn contributors <kspawn@users.noreply.github.com>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL common port)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
	WORLD_READ WORLD_EXECUTE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMMON_PACKAGE_NAME libkspawn-dev)
set(CPACK_DEBIAN_COMMON_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_COMMON_DESCRIPTION "process creation for kernels: headers
kspawn gives a kernel its processes: kernel_thread, fork, vfork, clone, execve,
exit and wait, as Linux has them. The kernel keeps its process structure, page
tables, locks, allocator and scheduler, and supplies hooks.

These are the C headers. The library of each port is libkspawn-PORT-dev.")
set(CPACK_DEBIAN_PORT_PACKAGE_NAME ${name})
set(CPACK_DEBIAN_PORT_PACKAGE_DEPENDS "libkspawn-dev (= ${PROJECT_VERSION}-1)")
set(CPACK_DEBIAN_PORT_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_PORT_DESCRIPTION "process creation for kernels: ${KSPAWN_CONF_title}
kspawn gives a kernel its processes: kernel_thread, fork, vfork, clone, execve,
exit and wait, as Linux has them.

These are the static libraries for kernels of ${KSPAWN_CONF_title},
to link on any computer, with a CMake package and pkg-config files.")

# Debian requires more files.
foreach(component common port)
	set(package libkspawn-dev)
	if(component STREQUAL port)
		set(package ${name})
	endif()
	install(CODE "
		set(root \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}\")
		set(package ${package})
		set(component ${component})
		set(version ${PROJECT_VERSION})
		set(contact \"${CPACK_PACKAGE_CONTACT}\")
		set(source \"${PROJECT_SOURCE_DIR}\")
		set(strip \"${CMAKE_STRIP}\")
		set(archives \"${archives}\")
		include(\"${PROJECT_SOURCE_DIR}/cmake/package-files.cmake\")" COMPONENT ${component} EXCLUDE_FROM_ALL)
endforeach()
include(CPack)
