// SPDX-License-Identifier: MIT
// The test runners' main: they can also be the child that imports scans, as the program itself is.
#include "geometry/import.h"

#include <gtest/gtest.h>

int main(int argc, char** argv)
{
    if (geometry::is_import_child(argc, argv)) return geometry::run_import_child(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
