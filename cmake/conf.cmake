# cmake/conf.cmake: what src/arch/*/*.conf say of a port

set(KSPAWN_CONF_ARCH ${CMAKE_CURRENT_LIST_DIR}/../src/arch)

# kspawn_find_port(OUT VARIANT): the folder of the port that has the variant; empty if there is none
function(kspawn_find_port out variant)
	file(GLOB found ${KSPAWN_CONF_ARCH}/*/${variant}.conf)
	string(REGEX REPLACE ".*/([^/]*)/[^/]*$" "\\1" found "${found}")
	set(${out} "${found}" PARENT_SCOPE)
endfunction()

# kspawn_read_conf(PORT VARIANT): sets KSPAWN_CONF_<key>; what the variant's own file says stands in place of the port's
macro(kspawn_read_conf port variant)
	set(KSPAWN_CONF_FILES ${KSPAWN_CONF_ARCH}/${port}/${port}.conf)
	if(NOT "${variant}" STREQUAL "${port}" AND EXISTS ${KSPAWN_CONF_ARCH}/${port}/${variant}.conf)
		list(APPEND KSPAWN_CONF_FILES ${KSPAWN_CONF_ARCH}/${port}/${variant}.conf)
	endif()
	foreach(file IN LISTS KSPAWN_CONF_FILES)
		file(STRINGS ${file} lines)
		foreach(line IN LISTS lines)
			if(line MATCHES "^([a-z_]+)=(.*)$")
				set(KSPAWN_CONF_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
			endif()
		endforeach()
	endforeach()
endmacro()

# kspawn_conf_compilers(): sets as words of a shell KSPAWN_CC and KSPAWN_CXX, the port's compilers, and KSPAWN_CLANG_CC and
# KSPAWN_CLANG_CXX. A port's compiler is GCC with GNU's binary tools, or clang or clang-N with LLVM's: KSPAWN_TOOL_PREFIX
# and KSPAWN_TOOL_SUFFIX are the rest of their names.
macro(kspawn_conf_compilers)
	set(KSPAWN_TOOL_PREFIX ${KSPAWN_CONF_triple}-)
	set(KSPAWN_TOOL_SUFFIX)
	set(KSPAWN_LINKER_FLAGS)
	if(KSPAWN_CONF_compiler MATCHES "^clang(-[0-9]+)?$")
		set(KSPAWN_TOOL_PREFIX llvm-)
		set(KSPAWN_TOOL_SUFFIX "${CMAKE_MATCH_1}")
		set(KSPAWN_LINKER_FLAGS " -fuse-ld=lld${CMAKE_MATCH_1}")
	endif()
	set(KSPAWN_CLANG_CC "clang${KSPAWN_TOOL_SUFFIX} --target=${KSPAWN_CONF_triple} ${KSPAWN_CONF_compile_flags}")
	set(KSPAWN_CLANG_CXX "clang++${KSPAWN_TOOL_SUFFIX} --target=${KSPAWN_CONF_triple} ${KSPAWN_CONF_compile_flags}")
	if(KSPAWN_LINKER_FLAGS)
		set(KSPAWN_CC "${KSPAWN_CLANG_CC}${KSPAWN_LINKER_FLAGS}")
		set(KSPAWN_CXX "${KSPAWN_CLANG_CXX}${KSPAWN_LINKER_FLAGS}")
	else()
		set(KSPAWN_CC "${KSPAWN_CONF_triple}-gcc ${KSPAWN_CONF_compile_flags}")
		set(KSPAWN_CXX "${KSPAWN_CONF_triple}-g++ ${KSPAWN_CONF_compile_flags}")
	endif()
	foreach(words CC CXX CLANG_CC CLANG_CXX)
		string(STRIP "${KSPAWN_${words}}" KSPAWN_${words})
	endforeach()
endmacro()
