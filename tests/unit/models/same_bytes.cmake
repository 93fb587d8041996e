# Runs GENERATOR into the folder FRESH and compares with the folder COMMITTED.
execute_process(COMMAND ${GENERATOR} ${FRESH} COMMAND_ERROR_IS_FATAL ANY)
foreach(name face.ply face.landmarks.json scalp.ply scalp.landmarks.json body.ply body.landmarks.json)
  file(SHA256 ${FRESH}/${name} fresh)
  file(SHA256 ${COMMITTED}/${name} committed)
  if(NOT fresh STREQUAL committed)
    message(FATAL_ERROR "${name} is not what the generator makes: run it and commit what it writes")
  endif()
endforeach()
