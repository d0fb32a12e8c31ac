/* tests/header.cpp: nothing but the header of the checks, precompiled for every test: see CMakeLists.txt */
