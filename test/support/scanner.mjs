/* A scanner for tests: refuses what holds the EICAR test file, and breaks where it is told to. */
const bytes = Buffer.concat(await process.stdin.toArray());
if (bytes.includes("EICAR-STANDARD-ANTIVIRUS-TEST-FILE")) process.exit(1);
if (bytes.includes("break the scanner")) process.exit(2);
