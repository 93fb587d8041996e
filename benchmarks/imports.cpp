// SPDX-License-Identifier: MIT
// What the confined child costs: a scan through it, beside the same work done in this process, by
// turns. Both read the file, hash it, read the scan and clean it.
#include "base/file.h"
#include "base/hash.h"
#include "geometry/gate.h"
#include "geometry/import.h"
#include "geometry/readers.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using geometry::ImportedMesh;

ImportedMesh in_this_process(const fs::path& file)
{
    const std::string bytes = base::read_file(file);
    const std::string sha256 = base::sha256_hex(std::as_bytes(std::span(bytes)));
    geometry::ReadMesh mesh = geometry::read_any(bytes, file.extension().string().substr(1));
    geometry::clean(mesh);
    mesh.sha256 = sha256;
    return mesh;
}

template <typename Read>
double seconds(const Read& read, ImportedMesh& mesh)
{
    const auto start = std::chrono::steady_clock::now();
    mesh = read();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void measure(const fs::path& file, unsigned rounds)
{
    std::vector<double> here, child, ratios;
    ImportedMesh a, b;
    for (unsigned i = 0; i < rounds; ++i) {
        here.push_back(seconds([&] { return in_this_process(file); }, a));
        child.push_back(seconds([&] { return geometry::import_mesh(file); }, b));
        ratios.push_back(child.back() / here.back());
        if (a.sha256 != b.sha256 || a.mesh.triangles != b.mesh.triangles ||
            a.mesh.positions != b.mesh.positions)
            throw std::runtime_error("The two do not read the same.");
    }
    const auto [least, most] = std::ranges::minmax(ratios);
    fmt::print("{}: {} triangles, {} rounds, median: in this process {:.3f} s, through the child "
               "{:.3f} s; ratio {:.2f} ({:.2f} to {:.2f})\n",
               file.filename().string(),
               a.mesh.triangles.size(),
               rounds,
               median(here),
               median(child),
               median(ratios),
               least,
               most);
}

}  // namespace

int main(int count, char** words)
{
    if (geometry::is_import_child(count, words)) return geometry::run_import_child(count, words);
    CLI::App app("What the import child costs beside reading in this process");
    std::vector<fs::path> scans;
    unsigned rounds = 7;
    app.add_option("scan", scans)->required();
    app.add_option("--rounds", rounds)->check(CLI::Range(1, 1000));
    CLI11_PARSE(app, count, words);
    try {
        for (const fs::path& scan : scans)
            measure(scan, rounds);
    } catch (const std::exception& problem) {
        fmt::print(stderr, "{}\n", problem.what());
        return 1;
    }
}
