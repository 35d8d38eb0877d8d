/** Classes for Spark and Parquet to copy from: a column that is encrypted in the executors. */
@NullUnmarked
package io.github.kmsjca.samples.spark;

import org.jspecify.annotations.NullUnmarked;
