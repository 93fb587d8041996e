// SPDX-License-Identifier: MIT
// Runs a target over kept files, for builds without a fuzzer: fuzz_NAME FILE_OR_FOLDER...
#include "base/file.h"
#include "target.h"

#include <filesystem>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& place)
{
    if (!fs::is_directory(place)) return {place};
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(place))
        files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

}  // namespace

int main(int argc, char** argv)
{
    std::size_t count = 0;
    for (int i = 1; i < argc; ++i)
        for (const fs::path& file : files_in(argv[i])) {
            const std::string bytes = base::read_file(file);
            std::fprintf(stderr, "%s\n", file.c_str());  // the last one named is the one that fails
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                                   bytes.size());
            ++count;
        }
    std::fprintf(stderr, "%zu files replayed.\n", count);
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
