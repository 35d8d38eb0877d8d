/** Spark: executors that encrypt, and Parquet files that are encrypted. */
@NullUnmarked
package io.github.kmsjca.programs.spark;

import org.jspecify.annotations.NullUnmarked;
