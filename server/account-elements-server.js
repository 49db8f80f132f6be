#!/usr/bin/env node
// The command. A file of its own, because npm links it at installation, before the build.
import './dist/cli.js';
