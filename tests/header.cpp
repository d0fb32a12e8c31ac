/* tests/header.cpp: nothing but Catch2's header, precompiled for every test: see CMakeLists.txt */
