/* tests/header.cpp: nothing but the headers that are precompiled for every test: see CMakeLists.txt */
