# cmake -DSOURCE=folder -DBUILD=folder -DOUT=file -P bundle_viewer.cmake: bundles the patient file's 3D view with the
# packages of its lock file. Where there is no npm, or it reaches no registry, OUT is empty, and `mesomap export --format
# patient` says so: the rest of the program needs none of it.
file(MAKE_DIRECTORY ${BUILD})
foreach(name package.json package-lock.json viewer.js)
  file(COPY ${SOURCE}/${name} DESTINATION ${BUILD})
endforeach()
set(failed 1)
find_program(NPM npm)
if(NPM)
  execute_process(COMMAND ${NPM} ci --no-audit --no-fund --ignore-scripts --loglevel=error WORKING_DIRECTORY ${BUILD}
    RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET TIMEOUT 180)
endif()
if(failed EQUAL 0)
  execute_process(COMMAND ${BUILD}/node_modules/.bin/esbuild viewer.js --bundle --minify --format=iife --target=es2020
    --charset=ascii --legal-comments=inline --log-level=error --outfile=${OUT} WORKING_DIRECTORY ${BUILD}
    RESULT_VARIABLE failed)
endif()
if(NOT failed EQUAL 0)
  message("The patient file will have no 3D view: npm is missing or could not fetch what it needs.")
  file(WRITE ${OUT} "")
endif()
