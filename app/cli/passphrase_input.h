// SPDX-License-Identifier: MIT
// How a passphrase gets into the program: from a file, or from the terminal without echo. Never as
// an argument, which other users of the computer can see.
#pragma once

#include "session/secret.h"

#include <filesystem>
#include <optional>

namespace cli {

/// The first line of a file or pipe. Throws base::Error, among others where others than its owner
/// may read the file.
session::Secret passphrase_in(const std::filesystem::path& file);

/// Of the file, else asked for at the terminal. Throws base::Error where there is neither.
session::Secret passphrase_of(const std::optional<std::filesystem::path>& file);

/// One to be set: long enough, and typed twice at the terminal.
session::Secret new_passphrase_of(const std::optional<std::filesystem::path>& file);

}  // namespace cli
