// SPDX-License-Identifier: MIT
#include "cli/export_formats.h"

#include "base/error.h"
#include "cli/chart.h"
#include "cli/plan_exports.h"
#include "exporters/csv.h"
#include "exporters/ply_points.h"
#include "exporters/ros_poses.h"
#include "exporters/slicer_markups.h"
#include "exporters/template.h"

namespace cli {
namespace {

using Wish = ExportWish;

constexpr ExportFormat formats[] = {
    {"csv", "a table (CSV)", "", [](const Wish& w) { return exporters::csv_of(w.map); }},
    {"ply", "PLY points", "", [](const Wish& w) { return exporters::ply_points_of(w.map); }},
    {"slicer",
     "3D Slicer's markups",
     "",
     [](const Wish& w) { return exporters::slicer_markups_of(w.map); }},
    {"ros",
     "a ROS PoseArray (YAML)",
     "",
     [](const Wish& w) { return exporters::ros_poses_of(w.map); }},
    {"chart",
     "a chart to print (PDF)",
     "A chart has pictures of the scan in it: give --scan.",
     chart_of},
    {"glb", "binary glTF (GLB)", "A GLB file has the skin in it: give --scan.", glb_of},
    {"stencil",
     "stencils at 1:1 (PDF, or SVG by the ending of --out)",
     "A stencil is laid flat from the skin: give --scan.",
     stencil_of},
    {"template",
     "a template without the patient (JSON)",
     "",
     [](const Wish& w) { return exporters::template_of(w.map); }},
    {"gcode",
     "G-code for a five-axis gantry, to simulate",
     "G-code keeps clear of the skin: give --scan.",
     gcode_of},
    {"card", "a card of device settings (PDF)", "", card_of},
    {"patient",
     "a page for the patient (HTML)",
     "A patient file has the skin in it: give --scan.",
     patient_file_of},
    {"map", "the session map itself (JSON)", "", [](const Wish& w) { return w.text; }},
    {"fhir", "an HL7 FHIR R5 bundle (JSON)", "", fhir_of},
    {"dicom-pdf",
     "the chart as DICOM",
     "A chart has pictures of the scan in it: give --scan.",
     dicom_pdf_of},
    {"dicom-stl",
     "the skin with a pin in each point as DICOM (STL)",
     "The pins stand in the skin: give --scan.",
     dicom_stl_of},
};

}  // namespace

std::span<const ExportFormat> export_formats()
{
    return formats;
}

std::string exported(const ExportFormat& format, const ExportWish& wish)
{
    if (*format.scan_for && !wish.scan) throw base::Error(format.scan_for);
    return format.bytes_of(wish);
}

}  // namespace cli
