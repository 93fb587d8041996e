// SPDX-License-Identifier: MIT
// A document of a session in DICOM, for a hospital's archive: an Encapsulated PDF or an
// Encapsulated STL (PS3.3 A.45.1 and A.85.1), written by DCMTK.
//
// All UIDs and dates follow from the map and the document, so that one document is one file, and
// the same object however often it is sent. A map is a study. Its patient has no name unless one is
// given, and an id that follows from the scan: with none, archives would mix all patients without
// an id into one.
#pragma once

#include "session/session_map.h"

#include <string>

namespace exporters {

struct DicomDocument {
    const session::SessionMap& map;
    std::string map_sha256;
    std::string bytes;         // a PDF, or an STL in LPS and mm
    std::string patient_name;  // empty: none
    std::string alias = {};    // the patient's id; empty: one that follows from the scan
};

/// The bytes of the file. Throws base::Error for a name that DICOM cannot hold.
std::string dicom_pdf_of(const DicomDocument& pdf);
std::string dicom_stl_of(const DicomDocument& stl);

}  // namespace exporters
