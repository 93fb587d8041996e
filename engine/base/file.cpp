// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>
#include <system_error>
#include <vector>

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

/// Fills `part`, or less of it where the file ends.
std::size_t read_into(int fd, std::span<char> part, const fs::path& path)
{
    std::size_t filled = 0;
    while (filled < part.size()) {
        const ssize_t count = ::read(fd, part.data() + filled, part.size() - filled);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw cannot("read", path, errno);
        if (count == 0) break;
        filled += static_cast<std::size_t>(count);
    }
    return filled;
}

/// The file once more from the disk, or from as far down as the system lets us look: a medium can
/// take bytes without a word and keep others.
void require_written(const fs::path& file, std::string_view bytes, const fs::path& path)
{
    const Descriptor written(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (written.get() < 0) throw cannot("read", path, errno);
    ::posix_fadvise(written.get(), 0, 0, POSIX_FADV_DONTNEED);
    std::vector<char> part(std::min<std::size_t>(bytes.size() + 1, 1u << 20));
    bool is_same = true;
    while (const std::size_t count = is_same ? read_into(written.get(), part, path) : 0) {
        is_same = bytes.substr(0, count) == std::string_view(part.data(), count);
        bytes.remove_prefix(std::min(count, bytes.size()));
    }
    if (!is_same || !bytes.empty())
        throw Error(fmt::format("Cannot write {}: the disk gives back other bytes than it was "
                                "given.",
                                path.string()));
}

/// A file written, flushed and read again beside its place; gone again if it never takes it.
class Staged {
public:
    Staged(const fs::path& path, std::string_view bytes)
        : path_(path)
        , beside_(fmt::format("{}.{}.part", path.string(), ::getpid()))
    {
        if (fs::is_directory(path)) throw cannot("write", path, EISDIR);
        try {
            const Descriptor file(
                ::open(beside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
            if (file.get() < 0) throw cannot("write", path, errno);
            write_all(file.get(), bytes, path);
            if (::fsync(file.get()) != 0) throw cannot("write", path, errno);
            require_written(beside_, bytes, path);
        } catch (...) {
            ::unlink(beside_.c_str());
            throw;
        }
    }
    Staged(const Staged&) = delete;
    Staged& operator=(const Staged&) = delete;
    ~Staged() { ::unlink(beside_.c_str()); }
    /// What was there before, if anything, is from now on what lies beside.
    void take_place()
    {
        if (exchange()) {
            before_ = Before::lies_beside;
            return;
        }
        const bool was_free = errno == ENOENT, cannot_exchange = errno == EINVAL || errno == ENOSYS;
        if (!(was_free || cannot_exchange) || std::rename(beside_.c_str(), path_.c_str()) != 0)
            throw cannot("write", path_, errno);
        before_ = was_free ? Before::was_free : Before::is_gone;
    }
    /// As it was, where the file system allows.
    void give_back()
    {
        if (before_ == Before::lies_beside) exchange();
        if (before_ == Before::was_free) ::unlink(path_.c_str());
    }
    const fs::path& path() const { return path_; }

private:
    /// Each of the two gets the other's name.
    bool exchange() const
    {
        return ::renameat2(AT_FDCWD, beside_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) ==
               0;
    }

    enum class Before { still_there, lies_beside, was_free, is_gone };

    fs::path path_, beside_;
    Before before_ = Before::still_there;
};

/// A new name is on the disk only when its folder is.
void flush_folder_of(const fs::path& path)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    const Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() >= 0 && ::fsync(descriptor.get()) != 0 && errno == EIO)
        throw cannot("write", path, errno);
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
    bytes.resize(read_into(file.get(), bytes, path));
    return bytes;
}

void write_file(const fs::path& path, std::string_view bytes)
{
    write_files(std::array{FileToWrite{path, std::string(bytes)}});
}

void move_file(const fs::path& from, const fs::path& to)
{
    if (std::rename(from.c_str(), to.c_str()) != 0) throw cannot("write", to, errno);
    flush_folder_of(to);
}

void write_files(std::span<const FileToWrite> files)
{
    for (std::size_t i = 0; i < files.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (fs::weakly_canonical(files[i].path) == fs::weakly_canonical(files[j].path))
                throw Error(fmt::format("Cannot write two different things to {}.",
                                        files[i].path.string()));
    std::vector<std::unique_ptr<Staged>> staged;
    for (const FileToWrite& file : files)
        staged.push_back(std::make_unique<Staged>(file.path, file.bytes));
    try {
        for (const auto& file : staged)
            file->take_place();
        for (const auto& file : staged)
            flush_folder_of(file->path());
    } catch (...) {
        for (const auto& file : staged)
            file->give_back();
        throw;
    }
}

}  // namespace base
