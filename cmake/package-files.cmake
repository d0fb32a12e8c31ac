# cmake/package-files.cmake: what Debian requires in each package, when cpack has installed the rest below `root`
#
# Needs also `package`, its name, `component`, `version`, `contact`, `source`, the tree, `strip`, and `archives`, the libraries
# of a port.
set(doc ${root}/share/doc/${package})
file(MAKE_DIRECTORY ${doc})

file(READ ${source}/LICENSE licence)
string(REGEX REPLACE "^MIT License\n\n" "" licence "${licence}")
string(REGEX MATCH "Copyright[^\n]*" holder "${licence}")
string(REGEX REPLACE "^Copyright[^\n]*\n\n" "" licence "${licence}")
string(REGEX REPLACE "^Copyright \\(c\\) " "" holder "${holder}")
string(REGEX REPLACE "\n\n" "\n.\n" licence "${licence}")
string(REGEX REPLACE "\n$" "" licence "${licence}")
string(REGEX REPLACE "\n" "\n " licence "${licence}")
file(WRITE ${doc}/copyright "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: kspawn

Files: *
Copyright: ${holder}
License: Expat
 ${licence}
")

# From this version on.
file(READ ${source}/CHANGELOG.md changelog)
string(REGEX REPLACE ".*\n(## ${version} - )" "\\1" changelog "${changelog}")
file(WRITE ${doc}/changelog "${changelog}")
string(REGEX MATCH "^## [0-9.]+ - ([0-9-]+)" heading "${changelog}")
execute_process(COMMAND date -u -R -d ${CMAKE_MATCH_1} OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE
	COMMAND_ERROR_IS_FATAL ANY)
file(WRITE ${doc}/changelog.Debian "${package} (${version}-1) unstable; urgency=medium

  * Version ${version}: changelog.gz says what is new.

 -- ${contact}  ${date}
")
execute_process(COMMAND gzip -9nf ${doc}/changelog ${doc}/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)

# It is not for an upload to Debian. The libraries of a port are for kernels that are linked on any computer, and its
# pkg-config files name its compilers.
set(overrides "${package}: initial-upload-closes-no-bugs *
")
if(component STREQUAL port)
	foreach(archive IN LISTS archives)
		execute_process(COMMAND ${strip} --strip-debug --remove-section=.comment --enable-deterministic-archives ${root}/${archive}
			COMMAND_ERROR_IS_FATAL ANY)
	endforeach()
	string(APPEND overrides "${package}: arch-independent-package-contains-binary-or-object *
${package}: pkg-config-multi-arch-wrong-dir *
")
endif()
file(WRITE ${root}/share/lintian/overrides/${package} "${overrides}")
