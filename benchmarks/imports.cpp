// SPDX-License-Identifier: MIT
// What the confined child costs: a scan through it, beside the same work done in this process, by
// turns. Both read the file, hash it, read the scan and clean it.
#include "base/file.h"
#include "base/hash.h"
#include "geometry/gate.h"
#include "geometry/readers.h"
#include "measuring.h"

#include <algorithm>
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
double ms_of(const Read& read, ImportedMesh& mesh)
{
    const measuring::Stopwatch watch;
    mesh = read();
    return watch.ms();
}

void measure(const fs::path& file, unsigned rounds)
{
    std::vector<double> here, child, ratios;
    ImportedMesh a, b;
    for (unsigned i = 0; i < rounds; ++i) {
        here.push_back(ms_of([&] { return in_this_process(file); }, a));
        child.push_back(ms_of([&] { return geometry::import_mesh(file); }, b));
        ratios.push_back(child.back() / here.back());
        if (b.picture) throw std::runtime_error("Take a scan without a picture: it is read apart.");
        if (a.sha256 != b.sha256 || a.mesh.triangles != b.mesh.triangles ||
            a.mesh.positions != b.mesh.positions)
            throw std::runtime_error("The two do not read the same.");
    }
    const auto [least, most] = std::ranges::minmax(ratios);
    fmt::print("{}: {} triangles, {} rounds, median: in this process {:.0f} ms, through the "
               "child {:.0f} ms; ratio {:.2f} ({:.2f} to {:.2f})\n",
               file.filename().string(),
               a.mesh.triangles.size(),
               rounds,
               measuring::median(here),
               measuring::median(child),
               measuring::median(ratios),
               least,
               most);
}

}  // namespace

int main(int count, char** words)
{
    std::vector<fs::path> scans;
    unsigned rounds = 7;
    const auto options = [&](CLI::App& app) {
        app.add_option("scan", scans)->required();
        app.add_option("--rounds", rounds)->check(CLI::PositiveNumber);
    };
    return measuring::run(
        count, words, "What the import child costs beside reading in this process", options, [&] {
            for (const fs::path& scan : scans)
                measure(scan, rounds);
        });
}
