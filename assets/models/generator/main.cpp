// SPDX-License-Identifier: MIT
// make_reference_models OUT_FOLDER [--triangles N]: writes face.ply, scalp.ply and body.ply, each
// with its landmarks, of about N triangles each.
#include "on_surface.h"
#include "person.h"
#include "polygonise.h"
#include "tidy.h"
#include "write.h"

#include <cmath>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

using namespace models;

struct Model {
    const char* name;
    double (*field)(Vec);
    double (*beyond)(Vec);  // positive where the scanner saw nothing
    std::vector<Landmark> (*landmarks)();
    Grid grid;             // coarse
    double triangles = 0;  // about so many
};

double behind_the_ears(Vec p)
{
    return -40 - p.z - 0.25 * p.y;
}

double below_the_neck(Vec p)
{
    return -125 - p.y;
}

double of_the_face(Vec p)
{
    return common(behind_the_ears(p), below_the_neck(p), 30);
}

double nowhere(Vec)
{
    return -1;
}

/// The grid step that makes about the wanted number of triangles, told by how many the coarse grid
/// makes.
double step_for(const Model& model)
{
    const Mesh mesh = polygonise(model.field, model.grid);
    std::size_t kept = 0;
    for (const Triangle& t : mesh.triangles)
        kept += model.beyond(mesh.positions[t[0]]) <= 0;
    return model.grid.step_mm * std::sqrt(double(kept) / model.triangles);
}

/// A sheet thinner than a cell can touch itself: then a slightly finer grid is tried.
Mesh clean_mesh(const Model& model)
{
    Grid grid = model.grid;
    grid.step_mm = step_for(model);
    for (int attempt = 1;; ++attempt, grid.step_mm *= 0.99) {
        Mesh mesh = cut(model.field, model.beyond, polygonise(model.field, grid));
        tidy(model.field, model.beyond, 12, mesh);
        const std::string fault = fault_of(mesh);
        if (fault.empty()) return mesh;
        if (attempt == 8) throw std::runtime_error(std::string(model.name) + ": " + fault);
    }
}

void make(const Model& model, const std::filesystem::path& folder)
{
    const Mesh mesh = clean_mesh(model);
    write_ply(mesh, folder / (std::string(model.name) + ".ply"));
    write_landmarks(on_surface(model.landmarks(), mesh),
                    folder / (std::string(model.name) + ".landmarks.json"));
    std::cout << model.name << ": " << mesh.triangles.size() << " triangles\n";
}

void make_all(const std::filesystem::path& folder, double triangles)
{
    // Finer where the eyes, the mouth, the ears and the hands are.
    const Grid head_grid = {{-130, -240, -140},
                            {130, 170, 160},
                            5,
                            {{{0, -5, 95}, 0.42, 60},
                             {{31, 22, 78}, 0.75, 25},
                             {{-31, 22, 78}, 0.75, 25},
                             {{75, 6, -15}, 0.7, 40},
                             {{-75, 6, -15}, 0.7, 40}}};
    const Grid body_grid = {
        {-700, -60, -260},
        {700, 1800, 280},
        16,
        {{{0, 1565, 40}, 0.45, 130}, {{515, 850, 40}, 0.6, 100}, {{-515, 850, 40}, 0.6, 100}}};
    auto count = [&](double usual) { return triangles > 0 ? triangles : usual; };
    make({"face", head, of_the_face, head_landmarks, head_grid, count(48000)}, folder);
    make({"scalp", head, below_the_neck, head_landmarks, head_grid, count(48000)}, folder);
    make({"body", body, nowhere, body_landmarks, body_grid, count(68000)}, folder);
}

}  // namespace

int main(int argc, char** argv)
try {
    const bool counted = argc == 4 && std::string_view(argv[2]) == "--triangles";
    if (argc != 2 && !counted)
        throw std::runtime_error("usage: make_reference_models OUT_FOLDER [--triangles N]");
    const double triangles = counted ? std::atof(argv[3]) : 0;
    if (counted && !(triangles >= 1000 && triangles <= 1e6))
        throw std::runtime_error("--triangles wants a number from 1000 to 1000000");
    std::filesystem::create_directories(argv[1]);
    make_all(argv[1], triangles);
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
