// SPDX-License-Identifier: MIT
// Key files on the disk, and the day that a subcommand takes for today.
#pragma once

#include "clinic/days.h"
#include "session/signature.h"

#include <filesystem>
#include <optional>
#include <string>

namespace cli {

/// Writes the secret key for its owner alone, and the public one beside it, as NAME.pub. Throws
/// base::Error if either is there already: a key that is lost cannot be made again.
void write_keys(const std::filesystem::path& secret_file, const session::SigningKey& key);
std::filesystem::path public_file_of(const std::filesystem::path& secret_file);

/// Throws base::Error, among others where others than its owner may read the file.
session::SigningKey load_secret_key(const std::filesystem::path& file);
/// 64 hexadecimal digits.
std::string load_public_key(const std::filesystem::path& file);

/// The day that was said, or this machine's day in UTC.
clinic::Day day_or_today(const std::optional<std::string>& said);

}  // namespace cli
