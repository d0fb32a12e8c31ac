# cmake/install.cmake: the package; several variants fit under one prefix
include(CMakePackageConfigHelpers)
set(KSPAWN_INSTALL_DIR lib/kspawn/${KSPAWN_VARIANT})

configure_file(cmake/kspawn-config.cmake.in kspawn-config.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/kspawn-config-version.cmake COMPATIBILITY SameMinorVersion
	ARCH_INDEPENDENT)

# kspawn_install_component(COMPONENT TARGET): the library, and all that is needed to link with it. A component is whole
# without any other, so each has the headers. A plain install leaves out a component that is not built; an install of
# that component alone fails.
function(kspawn_install_component component target)
	install(TARGETS ${target} EXPORT kspawn-${component}
		ARCHIVE DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT ${component} OPTIONAL)
	install(EXPORT kspawn-${component} NAMESPACE kspawn:: FILE ${component}.cmake DESTINATION ${KSPAWN_INSTALL_DIR}
		COMPONENT ${component})
	install(DIRECTORY include/kspawn DESTINATION include COMPONENT ${component})
	install(DIRECTORY src/arch/${KSPAWN_PORT}/include/kspawn DESTINATION ${KSPAWN_INSTALL_DIR}/include
		COMPONENT ${component})
	install(FILES ${PROJECT_BINARY_DIR}/kspawn-config.cmake ${PROJECT_BINARY_DIR}/kspawn-config-version.cmake
		DESTINATION lib/cmake/kspawn COMPONENT ${component})
	install(CODE "set(target ${target})
		set(built \"$<TARGET_FILE:${target}>\")
		set(names \"${KSPAWN_INSTALL_DIR}/${component}.cmake\" \"${KSPAWN_INSTALL_DIR}/${component}-*.cmake\"
			\"lib/pkgconfig/kspawn-${component}-${KSPAWN_VARIANT}.pc\")
		include(\"${PROJECT_SOURCE_DIR}/cmake/install-unbuilt.cmake\")" COMPONENT ${component})
endfunction()

foreach(flavour IN LISTS KSPAWN_LIBRARIES)
	set(flags)
	if(NOT flavour STREQUAL hosted)
		list(JOIN KSPAWN_SHARED_FLAGS " " flags)
	endif()
	configure_file(${PROJECT_SOURCE_DIR}/cmake/kspawn.pc.in kspawn-${flavour}-${KSPAWN_VARIANT}.pc @ONLY)
	install(FILES ${PROJECT_BINARY_DIR}/kspawn-${flavour}-${KSPAWN_VARIANT}.pc DESTINATION lib/pkgconfig
		COMPONENT ${flavour})
	kspawn_install_component(${flavour} kspawn-${flavour})
endforeach()

# The reference, if it was written: cmake --build DIR --target kspawn-docs
add_custom_target(kspawn-docs COMMAND ${PROJECT_SOURCE_DIR}/tools/docs ${PROJECT_BINARY_DIR}/docs VERBATIM)
install(DIRECTORY ${PROJECT_BINARY_DIR}/docs/man DESTINATION share COMPONENT docs OPTIONAL)
install(DIRECTORY ${PROJECT_BINARY_DIR}/docs/html DESTINATION share/doc/kspawn COMPONENT docs OPTIONAL)

# What a program for kspawn-run is built with.
if(TARGET kspawn-user)
	install(FILES src/user/user.ld DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT user)
	file(GLOB headers CONFIGURE_DEPENDS src/user/kspawn_*.h src/user/${KSPAWN_PORT}/kspawn_*.h)
	install(FILES ${headers} DESTINATION ${KSPAWN_INSTALL_DIR}/include COMPONENT user)
	kspawn_install_component(user kspawn-user)
endif()
if(TARGET kspawn-run)
	install(TARGETS kspawn-run RUNTIME DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT user OPTIONAL)
	install(FILES tools/kspawn/completion.bash DESTINATION share/bash-completion/completions RENAME kspawn COMPONENT user)
endif()
