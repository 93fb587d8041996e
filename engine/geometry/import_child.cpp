// SPDX-License-Identifier: MIT
// The child's side: map the input, give up all rights, read, hand the result back, exit. One scan
// per process.
#include "geometry/import_child.h"

#include "geometry/confine.h"
#include "geometry/import.h"
#include "geometry/packed_mesh.h"
#include "geometry/readers.h"

#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>
#include <optional>
#include <string_view>

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace geometry {
namespace {

std::optional<std::string_view> map_input()
{
    struct stat status {};
    if (::fstat(import_input_fd, &status) != 0) return std::nullopt;
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size == 0) return std::string_view();
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, import_input_fd, 0);
    if (bytes == MAP_FAILED) return std::nullopt;
    return std::string_view(static_cast<const char*>(bytes), size);
}

ReadMesh answer(std::string_view bytes, const ImportJob& job)
{
    ReadMesh mesh;
    switch (job.kind) {
    case ImportKind::scan:
        return read_any(bytes, job.detail);
    case ImportKind::library:
        mesh.wanted.file = picture_in_library(bytes, job.detail);
        break;
    case ImportKind::picture:
        mesh.texture = std::make_shared<Texture>(read_texture(bytes));
    }
    return mesh;
}

bool read_and_write(std::string_view bytes, const ImportJob& job)
{
    try {
        return write_packed(answer(bytes, job), import_result_fd);
    } catch (const std::bad_alloc&) {
        return write_packed_failure("it needs more memory than is allowed for one scan.",
                                    import_result_fd);
    } catch (const std::exception& problem) {
        return write_packed_failure(problem.what(), import_result_fd);
    }
}

}  // namespace

bool is_import_child(int argc, char** argv)
{
    return argc >= 2 && std::strcmp(argv[1], import_child_word) == 0;
}

/// Arguments: import-child KIND DETAIL CPU_SECONDS MEMORY_BYTES.
int run_import_child(int argc, char** argv)
{
    const std::optional<std::string_view> bytes = argc == 6 ? map_input() : std::nullopt;
    if (!bytes) return EXIT_FAILURE;
    const ImportJob job{static_cast<ImportKind>(std::atoi(argv[2])), argv[3]};
    Confinement limits;
    limits.cpu_seconds = static_cast<unsigned>(std::strtoul(argv[4], nullptr, 10));
    limits.memory_bytes = std::strtoull(argv[5], nullptr, 10);
    if (!confine_this_process(limits)) {
        write_packed_failure("this system cannot confine the process that reads scans.",
                             import_result_fd);
        ::_exit(import_child_done);
    }
    // Without the usual goodbyes: destructors of libraries may ask for more than is allowed now.
    ::_exit(read_and_write(*bytes, job) ? import_child_done : EXIT_FAILURE);
}

}  // namespace geometry
