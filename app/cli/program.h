// SPDX-License-Identifier: MIT
#pragma once

namespace cli {

/// Runs the subcommand that the arguments name. Errors become one sentence on stderr and exit code
/// 1; wrong arguments exit code 2.
int run_program(int argc, char** argv);

}  // namespace cli
