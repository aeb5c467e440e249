// The one file that holds Catch2's own code under Catch2 2; unused under Catch2 3.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
