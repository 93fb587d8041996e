// SPDX-License-Identifier: MIT
#include "shell/structure_finder.h"

#include "anatomy/patient.h"
#include "base/error.h"

#include <chrono>

namespace shell {
namespace {

StructurePlate plate_of(const anatomy::Landmarks& landmarks, const anatomy::StructureSkin& skin)
{
    StructurePlate plate;
    try {
        const anatomy::Patient patient =
            anatomy::patient_of(landmarks, {skin.surface.mesh, skin.bvh});
        plate.layers = render::layers_of(patient.structures, skin);
        plate.courses = render::courses_of(patient.structures, skin.surface, skin.bvh);
        plate.placed = patient.structures.placed.size();
        plate.not_placed = patient.structures.not_placed.size();
    } catch (const base::Error& problem) {
        plate.problem = problem.what();
    }
    return plate;
}

}  // namespace

std::shared_ptr<const StructurePlate> StructureFinder::found(session::Workspace& workspace)
{
    if (work_.valid() && work_.wait_for(std::chrono::seconds(0)) == std::future_status::ready) {
        plate_ = work_.get();
        plate_of_ = work_of_;
    }
    const std::uint64_t now = workspace.current().landmarks_revision;
    if (plate_of_ == now) return plate_;
    if (work_.valid()) return nullptr;
    work_of_ = now;
    const anatomy::StructureSkin skin{
        workspace.scan().mesh, workspace.topology(), workspace.surface(), workspace.bvh()};
    work_ = std::async(std::launch::async, [skin, landmarks = workspace.current().landmarks] {
        return std::make_shared<const StructurePlate>(plate_of(landmarks, skin));
    });
    return nullptr;
}

}  // namespace shell
