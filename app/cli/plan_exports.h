// SPDX-License-Identifier: MIT
// Exports for people: what they show of the skin is painted on the scan anew.
#pragma once

#include "cli/export_formats.h"
#include "geometry/scan.h"

#include <memory>

namespace cli {

/// The scan that the wish's map was made of; of a pseudonymous one without its colours and
/// under its alias. Throws base::Error if the file is another.
std::shared_ptr<const geometry::Scan> scan_of(const ExportWish& wish);

std::string glb_of(const ExportWish& wish);
std::string stencil_of(const ExportWish& wish);
std::string card_of(const ExportWish& wish);
std::string gcode_of(const ExportWish& wish);
std::string fhir_of(const ExportWish& wish);
std::string dicom_pdf_of(const ExportWish& wish);
std::string dicom_stl_of(const ExportWish& wish);
std::string patient_file_of(const ExportWish& wish);

}  // namespace cli
