/** What is claimed, whether it holds, and the Markdown that says so. */
@NullMarked
package io.github.kmsjca.benchmarks.report;

import org.jspecify.annotations.NullMarked;
