// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/error.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace base {
namespace {

namespace fs = std::filesystem;

Error cannot(const char* verb, const fs::path& path, int error_number)
{
    return Error(
        fmt::format("Cannot {} {}: {}.", verb, path.string(), std::strerror(error_number)));
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd)
        : fd_(fd)
    {
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

void write_all(int fd, std::string_view bytes, const fs::path& path)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(fd, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw cannot("write", path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

}  // namespace

std::string read_file(const fs::path& path, std::uintmax_t limit_bytes)
{
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status)) throw cannot("read", path, ENOENT);
    if (fs::is_directory(status)) throw cannot("read", path, EISDIR);
    if (!fs::is_regular_file(status))
        throw Error("Cannot read " + path.string() + ": it is not a file.");

    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) throw cannot("read", path, errno);
    const std::uintmax_t size = fs::file_size(path, failure);
    if (failure) throw cannot("read", path, failure.value());
    if (size > limit_bytes)
        throw Error(fmt::format("Cannot read {}: it has {} MB, and {} MB is the limit.",
                                path.string(),
                                size >> 20,
                                limit_bytes >> 20));

    std::string bytes(size, '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t count = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw cannot("read", path, errno);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    bytes.resize(filled);
    return bytes;
}

void write_file(const fs::path& path, std::string_view bytes)
{
    if (fs::is_directory(path)) throw cannot("write", path, EISDIR);
    const fs::path beside = fmt::format("{}.{}.part", path.string(), ::getpid());
    try {
        const Descriptor file(
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.get() < 0) throw cannot("write", path, errno);
        write_all(file.get(), bytes, path);
        if (::fsync(file.get()) != 0) throw cannot("write", path, errno);
        if (std::rename(beside.c_str(), path.c_str()) != 0) throw cannot("write", path, errno);
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
}

}  // namespace base
