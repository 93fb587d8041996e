// SPDX-License-Identifier: MIT
#include "cli/key_input.h"

#include "base/error.h"
#include "base/file.h"
#include "session/key_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <string_view>

namespace cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_key_bytes = 4096;

/// A file that was not there, for its owner alone from its first byte on.
void write_private_file(const fs::path& file, std::string_view text)
{
    const int handle = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (handle < 0)
        throw base::Error(
            errno == EEXIST
                ? fmt::format("{} is there already; a key is never overwritten.", file.string())
                : fmt::format("{} cannot be written: {}.", file.string(), std::strerror(errno)));
    const bool whole = ::write(handle, text.data(), text.size()) == ssize_t(text.size());
    const bool kept = ::fsync(handle) == 0;
    if (::close(handle) == 0 && whole && kept) return;
    ::unlink(file.c_str());
    throw base::Error(fmt::format("{} cannot be written.", file.string()));
}

}  // namespace

fs::path public_file_of(const fs::path& secret_file)
{
    return fs::path(secret_file).replace_extension(".pub");
}

void write_keys(const fs::path& secret_file, const session::SigningKey& key)
{
    const fs::path public_file = public_file_of(secret_file);
    if (public_file == secret_file)
        throw base::Error("A secret key's file cannot end in .pub: the public key gets that name.");
    if (fs::exists(public_file))
        throw base::Error(
            fmt::format("{} is there already; a key is never overwritten.", public_file.string()));
    write_private_file(secret_file, session::secret_key_text(key));
    base::write_file(public_file, session::public_key_text(key));
}

session::SigningKey load_secret_key(const fs::path& file)
{
    const std::string text = base::read_file(file, largest_key_bytes);
    const auto others = fs::perms::group_all | fs::perms::others_all;
    if ((fs::status(file).permissions() & others) != fs::perms::none)
        throw base::Error(fmt::format("{} can be read by others than its owner: chmod 600 it, and "
                                      "think of who may have copied it.",
                                      file.filename().string()));
    return session::secret_key_in(text, file.filename().string());
}

std::string load_public_key(const fs::path& file)
{
    return session::public_key_in(base::read_file(file, largest_key_bytes),
                                  file.filename().string());
}

clinic::Day day_or_today(const std::optional<std::string>& said)
{
    if (said) return clinic::day_in(*said);
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    return {int(today.time_since_epoch().count())};
}

}  // namespace cli
