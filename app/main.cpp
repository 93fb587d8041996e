// SPDX-License-Identifier: MIT
// Arguments in, exit code out.
#include "cli/program.h"
#include "geometry/import.h"

int main(int argc, char** argv)
{
    if (geometry::is_import_child(argc, argv)) return geometry::run_import_child(argc, argv);
    return cli::run_program(argc, argv);
}
