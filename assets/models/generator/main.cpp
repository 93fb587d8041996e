// SPDX-License-Identifier: MIT
// Makes the reference models: make_reference_models OUT_FOLDER [--triangles N]
#include "body.h"
#include "complexion.h"
#include "head.h"
#include "landmarks.h"
#include "polygonise.h"
#include "regions.h"
#include "remesh.h"
#include "write_ply.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <stdexcept>

namespace {

struct Arguments {
    std::filesystem::path folder;
    std::optional<int> triangles;  // for each model, instead of its own number
    std::string only;              // a model's name; empty: all
};

struct Model {
    std::string name;
    Field field;
    Field keep;  // negative where a scanner would have seen the skin
    Box box;
    double cell_mm;
    Focus focus;
    RemeshSettings settings;
    std::vector<LandmarkRay> rays;
    Vec3 from_body;  // the body's origin in the model's frame
};

// What a scanner keeps of the bust: down to the collar bones, without the arms.
double on_the_bust(const Vec3& p)
{
    const double across = p.x / 120.0;
    const double below = -200.0 - 0.28 * p.z + 30.0 * across * across - p.y;
    const double aside = std::abs(p.x) - 126.0;
    return smooth_intersection(below, aside, 30.0);
}

// It walks round the front: ears and forehead are seen, the back of the head is not.
double seen_from_the_front(const Vec3& p)
{
    const double before_the_ridge = 0.5 * std::max(-70.0 - p.y, 0.0);  // of the shoulder
    const double back = -46.0 + 40.0 * smooth_step(20, 150, p.y) + before_the_ridge - p.z;
    return smooth_intersection(back, on_the_bust(p), 30.0);
}

Field bust()
{
    return [body = Body()](const Vec3& p) { return body(p + head_place); };
}

Model face_model()
{
    return {"face",
            bust(),
            seen_from_the_front,
            {{-140, -230, -70}, {140, 140, 130}},
            2.0,
            {},
            {.triangles = 58000, .shortest_mm = 0.55, .longest_mm = 4.5},
            head_rays(),
            -head_place};
}

Model scalp_model()
{
    return {"scalp",
            bust(),
            on_the_bust,
            {{-140, -240, -140}, {140, 140, 130}},
            2.0,
            {},
            {.triangles = 72000, .shortest_mm = 0.6, .longest_mm = 5.0},
            head_rays(),
            -head_place};
}

Model body_model()
{
    return {"body",
            Body(),
            [](const Vec3&) { return -1.0; },
            {{-600, -20, -240}, {600, 1660, 320}},
            4.4,
            {{0, 1515, 20}, 130},
            {.triangles = 90000, .shortest_mm = 1.2, .longest_mm = 14.0},
            body_rays(),
            Vec3(0)};
}

std::vector<Vec3> colours_of(const Model& model, const Mesh& mesh)
{
    std::vector<Vec3> colours;
    for (const Vec3& p : mesh.positions)
        colours.push_back(
            complexion(p - model.from_body, glm::normalize(gradient(model.field, p))));
    return colours;
}

void make(const Model& model, const Arguments& arguments)
{
    RemeshSettings settings = model.settings;
    if (arguments.triangles) settings.triangles = *arguments.triangles;
    const Mesh closed = polygonised(model.field, model.box, model.cell_mm, model.focus);
    const Mesh rough = largest_piece(clipped(closed, model.keep));
    const Mesh mesh = remeshed(rough, model.field, model.keep, settings);
    check_manifold(mesh, model.name);
    write_ply(arguments.folder / (model.name + ".ply"), mesh, colours_of(model, mesh));
    write_regions(
        arguments.folder / (model.name + ".regions.json"), model.name, mesh, model.from_body);
    write_landmarks(arguments.folder / (model.name + ".landmarks.json"),
                    model.name,
                    kept(landmarks_on(model.field, model.rays), model.keep));
    const Quality quality = measured(mesh);
    std::printf("%s: %zu vertices, %zu triangles, %d border loops, least angle %.1f degrees, "
                "%.3f %% below 20, %.2f %% below 30\n",
                model.name.c_str(),
                mesh.positions.size(),
                mesh.triangles.size(),
                quality.boundary_loops,
                quality.least_angle_deg,
                quality.percent_below_20_deg,
                quality.percent_below_30_deg);
}

Arguments parsed(int count, char** words)
{
    const char* usage = "usage: make_reference_models OUT_FOLDER [--triangles N] [--only NAME]";
    if (count < 2 || count % 2 != 0) throw std::runtime_error(usage);
    Arguments arguments{words[1], {}, {}};
    for (int i = 2; i < count; i += 2) {
        const std::string option = words[i];
        if (option == "--only")
            arguments.only = words[i + 1];
        else if (option == "--triangles")
            arguments.triangles = std::atoi(words[i + 1]);
        else
            throw std::runtime_error(usage);
    }
    if (arguments.triangles && *arguments.triangles < 1000)
        throw std::runtime_error("--triangles must be 1000 or more");
    return arguments;
}

}  // namespace

int main(int count, char** words)
{
    try {
        const Arguments arguments = parsed(count, words);
        std::filesystem::create_directories(arguments.folder);
        for (const Model& model : {face_model(), scalp_model(), body_model()})
            if (arguments.only.empty() || arguments.only == model.name) make(model, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return EXIT_FAILURE;
    }
}
