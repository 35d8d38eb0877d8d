package io.github.kmsjca.programs.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.udf;

import io.github.kmsjca.samples.spark.DecryptIban;
import io.github.kmsjca.samples.spark.EncryptIban;
import java.security.KeyStore;
import javax.crypto.SecretKey;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

final class ColumnJob {
  private ColumnJob() {}

  public static void main(String[] args) throws Exception {
    String folder = args[0];
    long count = Long.parseLong(args[1]);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      KeyStore keys = KeyStore.getInstance("AWSKMS");
      keys.load(null, null);
      SecretKey key = (SecretKey) keys.getKey("symmetric", null);
      Column iban = concat(lit("DE"), lpad(col("id").cast("string"), 20, "0"));
      Dataset<Row> rows = spark.range(0, count, 1, 8).toDF("id").withColumn("iban", iban);
      long t = System.nanoTime();
      rows.withColumn(
              "iban", udf(new EncryptIban(key), DataTypes.BinaryType).apply(col("id"), col("iban")))
          .write()
          .parquet(folder);
      System.out.println("encrypt ms " + (System.nanoTime() - t) / 1000000);
      for (int i = 0; i < 2; i++) {
      t = System.nanoTime();
      long equal =
          spark
              .read()
              .parquet(folder)
              .repartition(8)
              .withColumn(
                  "iban",
                  udf(new DecryptIban(key), DataTypes.StringType).apply(col("id"), col("iban")))
              .filter(col("iban").equalTo(iban))
              .count();
      System.out.println("equal " + equal);
      System.out.println("decrypt ms " + (System.nanoTime() - t) / 1000000);
      }
    }
  }
}
