package io.github.kmsjca.programs.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/** Writes Parquet files that Parquet encrypts, one in each executor, and reads them. */
final class ParquetJob {
  private ParquetJob() {}

  /** Arguments: a folder, and the number of rows. */
  public static void main(String[] args) throws Exception {
    Path table = Path.of(args[0]);
    Column iban = concat(lit("DE"), lpad(col("id").cast("string"), 20, "0"));
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      spark
          .range(0, Long.parseLong(args[1]), 1, 2)
          .withColumn("iban", iban)
          .write()
          // guide: spark.md
          .option("parquet.encryption.footer.key", "footers")
          .option("parquet.encryption.column.keys", "columns:iban")
          // end of guide
          .option("compression", "none")
          .option("parquet.block.size", 1 << 18)
          .parquet(table.toString());
      long equal = 0;
      for (Path file : files(table)) {
        // Each is split, so that each executor reads of both.
        equal += spark.read().parquet(file.toString()).filter(col("iban").equalTo(iban)).count();
      }
      System.out.println("equal: " + equal);
    }
  }

  static List<Path> files(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }
}
