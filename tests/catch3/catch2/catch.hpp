/* tests/catch3/catch2/catch.hpp: version 3 of Catch2 by the name of version 2's header */
#pragma once
#include <catch2/catch_all.hpp>

using Catch::Approx;
