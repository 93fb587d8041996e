// SPDX-License-Identifier: MIT
// Exports for people: what they show of the skin is painted on the scan anew.
#pragma once

#include "cli/export_formats.h"

namespace cli {

std::string glb_of(const ExportWish& wish);
std::string stencil_of(const ExportWish& wish);
std::string card_of(const ExportWish& wish);
std::string gcode_of(const ExportWish& wish);
std::string fhir_of(const ExportWish& wish);
std::string dicom_pdf_of(const ExportWish& wish);
std::string dicom_stl_of(const ExportWish& wish);
std::string patient_file_of(const ExportWish& wish);

}  // namespace cli
