// SPDX-License-Identifier: MIT
// The parent's side: copy the file into sealed memory, start the child, wait with a limit, pass
// what it wrote through the gate.
#include "geometry/import.h"

#include "base/error.h"
#include "base/hash.h"
#include "geometry/gate.h"
#include "geometry/import_child.h"
#include "geometry/text_scan.h"
#include "geometry/texture_import.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstring>
#include <span>
#include <string>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace geometry {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largest_file_bytes = std::uintmax_t(1) << 30;

base::Error system_problem(const char* what)
{
    return base::Error(fmt::format("{}: {}.", what, std::strerror(errno)));
}

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd)
        : fd_(fd)
    {
    }
    Descriptor(Descriptor&& other) noexcept
        : fd_(std::exchange(other.fd_, -1))
    {
    }
    ~Descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

/// The content of a descriptor in memory, read-only.
class Mapping {
public:
    explicit Mapping(const Descriptor& of)
    {
        struct stat status {};
        if (::fstat(of.get(), &status) != 0) throw system_problem("it cannot be measured");
        size_ = static_cast<std::size_t>(status.st_size);
        if (size_ == 0) return;
        start_ = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, of.get(), 0);
        if (start_ == MAP_FAILED) throw system_problem("it cannot be mapped");
    }
    Mapping(const Mapping&) = delete;
    ~Mapping()
    {
        if (size_ > 0) ::munmap(start_, size_);
    }
    std::span<const std::byte> bytes() const
    {
        return {static_cast<const std::byte*>(start_), size_};
    }

private:
    void* start_ = nullptr;
    std::size_t size_ = 0;
};

/// Above the numbers that the child's side of the import uses, so that dup2 overwrites nothing.
Descriptor sealable_memory(const char* name)
{
    const Descriptor low(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING));
    const int high = low.get() < 0 ? -1 : ::fcntl(low.get(), F_DUPFD_CLOEXEC, 10);
    if (high < 0) throw system_problem("there is no memory for it");
    return Descriptor(high);
}

void seal(const Descriptor& memory)
{
    if (::fcntl(memory.get(),
                F_ADD_SEALS,
                F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) != 0)
        throw system_problem("its memory cannot be sealed");
}

void append(std::string_view bytes, const Descriptor& memory)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(memory.get(), bytes.data(), bytes.size());
        if (count <= 0) throw system_problem("there is no memory for it");
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

base::Error too_large(std::uintmax_t bytes)
{
    return base::Error(
        fmt::format("it has {} bytes, and at most {} are read.", bytes, largest_file_bytes));
}

Descriptor open_regular(const fs::path& file)
{
    Descriptor input(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (input.get() < 0) throw base::Error(fmt::format("{}.", std::strerror(errno)));
    struct stat status {};
    if (::fstat(input.get(), &status) != 0) throw system_problem("it cannot be measured");
    if (S_ISDIR(status.st_mode)) throw base::Error("it is a folder.");
    if (!S_ISREG(status.st_mode)) throw base::Error("it is not a regular file.");
    if (static_cast<std::uintmax_t>(status.st_size) > largest_file_bytes)
        throw too_large(static_cast<std::uintmax_t>(status.st_size));
    return input;
}

/// A copy that nobody can change any more: the hash and the reader see the same bytes.
Descriptor sealed_copy(const fs::path& file)
{
    const Descriptor input = open_regular(file);
    Descriptor copy = sealable_memory("scan");
    std::vector<char> buffer(1 << 20);
    for (std::uintmax_t total = 0;;) {
        const ssize_t count = ::read(input.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw base::Error(fmt::format("{}.", std::strerror(errno)));
        if (count == 0) break;
        total += static_cast<std::uintmax_t>(count);
        if (total > largest_file_bytes) throw base::Error("it grows while it is read.");
        append({buffer.data(), static_cast<std::size_t>(count)}, copy);
    }
    seal(copy);
    return copy;
}

Descriptor sealed_copy(std::string_view bytes)
{
    if (bytes.size() > largest_file_bytes) throw too_large(bytes.size());
    Descriptor copy = sealable_memory("scan");
    append(bytes, copy);
    seal(copy);
    return copy;
}

/// A child process; it does not outlive this object.
class Child {
public:
    Child(const ImportOptions& options,
          const ImportJob& job,
          const Descriptor& input,
          const Descriptor& result)
    {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, input.get(), import_input_fd);
        posix_spawn_file_actions_adddup2(&actions, result.get(), import_result_fd);
        posix_spawn_file_actions_addclosefrom_np(&actions, import_result_fd + 1);
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
#ifndef MESOMAP_SANITIZED  // whose reports must be seen
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
#endif
        std::array<std::string, 6> words{"mesomap",
                                         import_child_word,
                                         std::to_string(static_cast<int>(job.kind)),
                                         job.detail,
                                         fmt::format("{:.0f}", std::ceil(options.time_limit_s)),
                                         std::to_string(options.memory_limit_bytes)};
        std::array<char*, 7> arguments{};
        std::ranges::transform(words, arguments.begin(), [](std::string& w) { return w.data(); });
        const int failure = ::posix_spawn(
            &pid_, options.child_program.c_str(), &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (failure != 0)
            throw base::Error(fmt::format("the process that reads scans does not start: {}.",
                                          std::strerror(failure)));
    }
    Child(const Child&) = delete;
    ~Child()
    {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        wait_for_end();
    }

    /// The exit status as waitpid gives it. Throws Error if that takes longer than the limit.
    int status_within(double seconds)
    {
        const Descriptor watch(static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0)));
        if (watch.get() < 0) throw system_problem("the process that reads scans cannot be watched");
        pollfd ended{watch.get(), POLLIN, 0};
        const int limit_ms = static_cast<int>(std::min(seconds * 1000, 1e9));
        int ready = 0;
        do {
            ready = ::poll(&ended, 1, limit_ms);
        } while (ready < 0 && errno == EINTR);
        if (ready == 0)
            throw base::Error(
                fmt::format("it takes longer than the {:g} seconds that are allowed.", seconds));
        return wait_for_end();
    }

private:
    int wait_for_end()
    {
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = 0;
        return status;
    }

    pid_t pid_ = 0;
};

void check_ended_well(int status, double limit_s)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == import_child_done) return;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        throw base::Error(
            fmt::format("it takes longer than the {:g} seconds that are allowed.", limit_s));
    throw base::Error("it is damaged in a way that stopped its reader.");
}

std::string extension_of(const fs::path& file)
{
    const std::string extension = lower_case(file.extension().string());
    return extension.empty() ? extension : printable(extension.substr(1), 16);
}

/// `meanwhile` gets the input's bytes while the child reads, `gate` what it made of them.
template <typename Meanwhile, typename Gate>
auto read_by_child(const Descriptor& input,
                   const ImportJob& job,
                   const ImportOptions& options,
                   const Meanwhile& meanwhile,
                   const Gate& gate)
{
    const Descriptor result = sealable_memory("mesh");
    Child child(options, job, input, result);
    const Mapping bytes(input);
    meanwhile(bytes.bytes());
    check_ended_well(child.status_within(options.time_limit_s), options.time_limit_s);
    seal(result);
    return gate(Mapping(result).bytes(), bytes.bytes().size());
}

ImportedMesh imported(const Descriptor& input,
                      const fs::path& name,
                      const ReadBeside& beside,
                      const ImportOptions& options)
{
    std::string sha256;
    ImportedMesh mesh = read_by_child(
        input,
        {ImportKind::scan, extension_of(name)},
        options,
        [&](std::span<const std::byte> bytes) {
            if (options.hashes) sha256 = base::sha256_hex(bytes);
        },
        [&](std::span<const std::byte> block, std::size_t file_bytes) {
            return pass_gate(
                block, file_bytes, [&](ReadMesh& read) { colour_by_picture(name, beside, read); });
        });
    mesh.sha256 = std::move(sha256);
    return mesh;
}

/// `what` is a file or its bytes.
template <typename What>
ImportedMesh import_named(const What& what,
                          const fs::path& name,
                          const ReadBeside& beside,
                          const ImportOptions& options)
{
    try {
        return imported(sealed_copy(what), name, beside, options);
    } catch (const base::Error& clause) {
        throw base::Error(fmt::format("Cannot read {}: {}", name.string(), clause.what()));
    }
}

ReadMesh read_side_file(const Descriptor& input, const ImportJob& job, const ImportOptions& options)
{
    return read_by_child(
        input,
        job,
        options,
        [](std::span<const std::byte>) {},
        [](std::span<const std::byte> block, std::size_t) {
            return pass_gate_of_side_file(block);
        });
}

}  // namespace

ImportedMesh import_mesh(const fs::path& file, const ImportOptions& options)
{
    const auto beside = [&options](const fs::path& other, const ImportJob& job) {
        return read_side_file(sealed_copy(other), job, options);
    };
    return import_named(file, file, beside, options);
}

ImportedMesh import_bytes(std::string_view bytes,
                          const fs::path& name,
                          std::string_view picture,
                          const ImportOptions& options)
{
    const auto kept = [&](const fs::path&, const ImportJob& job) {
        if (picture.empty()) throw base::Error("files beside a scan are not kept with it.");
        if (job.kind == ImportKind::picture)
            return read_side_file(sealed_copy(picture), job, options);
        ReadMesh library;
        library.wanted.file = "picture";
        return library;
    };
    return import_named(bytes, name, kept, options);
}

}  // namespace geometry
