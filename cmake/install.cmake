# cmake/install.cmake: the package; several variants fit under one prefix
include(CMakePackageConfigHelpers)
set(KSPAWN_INSTALL_DIR lib/kspawn/${KSPAWN_VARIANT})

foreach(flavour IN LISTS KSPAWN_LIBRARIES)
	install(TARGETS kspawn-${flavour} EXPORT kspawn-${flavour} ARCHIVE DESTINATION ${KSPAWN_INSTALL_DIR}
		COMPONENT ${flavour})
	install(EXPORT kspawn-${flavour} NAMESPACE kspawn:: FILE ${flavour}.cmake DESTINATION ${KSPAWN_INSTALL_DIR}
		COMPONENT ${flavour})
	set(flags "$<JOIN:$<TARGET_PROPERTY:kspawn-${flavour},INTERFACE_COMPILE_OPTIONS>, >")
	configure_file(${PROJECT_SOURCE_DIR}/cmake/kspawn.pc.in kspawn-${flavour}-${KSPAWN_VARIANT}.pc.in @ONLY)
	file(GENERATE OUTPUT kspawn-${flavour}-${KSPAWN_VARIANT}.pc
		INPUT ${PROJECT_BINARY_DIR}/kspawn-${flavour}-${KSPAWN_VARIANT}.pc.in)
	install(FILES ${PROJECT_BINARY_DIR}/kspawn-${flavour}-${KSPAWN_VARIANT}.pc DESTINATION lib/pkgconfig
		COMPONENT ${flavour})
endforeach()

# What a program for kspawn-run is built with.
if(TARGET kspawn-user)
	install(TARGETS kspawn-user EXPORT kspawn-user ARCHIVE DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT user)
	install(EXPORT kspawn-user NAMESPACE kspawn:: FILE user.cmake DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT user)
	install(FILES src/user/user.ld DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT user)
	file(GLOB headers CONFIGURE_DEPENDS src/user/kspawn_*.h src/user/${KSPAWN_PORT}/kspawn_*.h)
	install(FILES ${headers} DESTINATION ${KSPAWN_INSTALL_DIR}/include COMPONENT user)
endif()
if(TARGET kspawn-run)
	install(TARGETS kspawn-run RUNTIME DESTINATION ${KSPAWN_INSTALL_DIR} COMPONENT user)
endif()

install(DIRECTORY include/kspawn DESTINATION include)
install(DIRECTORY src/arch/${KSPAWN_PORT}/include/kspawn DESTINATION ${KSPAWN_INSTALL_DIR}/include)

configure_file(cmake/kspawn-config.cmake.in kspawn-config.cmake @ONLY)
write_basic_package_version_file(${PROJECT_BINARY_DIR}/kspawn-config-version.cmake COMPATIBILITY SameMinorVersion
	ARCH_INDEPENDENT)
install(FILES ${PROJECT_BINARY_DIR}/kspawn-config.cmake ${PROJECT_BINARY_DIR}/kspawn-config-version.cmake
	DESTINATION lib/cmake/kspawn)
