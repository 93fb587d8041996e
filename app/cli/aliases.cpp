// SPDX-License-Identifier: MIT
#include "cli/aliases.h"

#include "base/error.h"
#include "base/file.h"
#include "cli/data_folder.h"
#include "session/signature.h"

#include <filesystem>
#include <regex>

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t random_bytes = 5;

bool is_alias(const std::string& word)
{
    static const std::regex form("P-[0-9a-f]{10}");
    return std::regex_match(word, form);
}

/// Keeps what is there: of two programs at once the second takes the first one's alias.
void keep_if_new(const fs::path& file, const std::string& alias)
{
    const fs::path beside = file.string() + "." + session::random_hex(random_bytes);
    base::write_file(beside, alias);
    fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write);
    std::error_code refused;
    fs::create_hard_link(beside, file, refused);
    fs::remove(beside);
    if (refused && !fs::exists(file))
        throw base::Error(file.string() + " cannot be written: " + refused.message() + ".");
}

}  // namespace

std::string alias_of(const std::string& scan_sha256, const std::optional<std::string>& given)
{
    if (given && !is_alias(*given))
        throw base::Error("An alias looks like P-0123456789, and is one that an export has given.");
    const fs::path file = data_folder() / "aliases" / scan_sha256;
    std::error_code refused;
    fs::create_directories(file.parent_path(), refused);
    if (refused)
        throw base::Error(file.parent_path().string() + " cannot be made: " + refused.message() +
                          ".");
    if (!fs::exists(file))
        keep_if_new(file, given.value_or("P-" + session::random_hex(random_bytes)));
    const std::string alias = base::read_file(file);
    if (!is_alias(alias)) throw base::Error(file.string() + " holds no alias.");
    if (given && *given != alias)
        throw base::Error("This scan has the alias " + alias + " already.");
    return alias;
}

}  // namespace cli
