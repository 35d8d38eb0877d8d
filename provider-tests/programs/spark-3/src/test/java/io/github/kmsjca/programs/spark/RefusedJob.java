package io.github.kmsjca.programs.spark;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.samples.spark.EncryptIban;
import java.security.KeyStore;
import javax.crypto.SecretKey;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Says why a handle is refused by executors that lack the provider, and a disabled key by KMS. */
final class RefusedJob {
  private RefusedJob() {}

  /** Arguments: the aliases of a good key, and of one that is disabled. */
  public static void main(String[] args) throws Exception {
    KmsProvider.install();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      SecretKey good = (SecretKey) keys.getKey(args[0], null);
      SecretKey disabled = (SecretKey) keys.getKey(args[1], null);
      encrypt(spark, "without provider", new EncryptIban(good));
      encrypt(spark, "disabled", new Installing.Encrypt(disabled));
    }
  }

  private static void encrypt(SparkSession spark, String what, UDF2<Long, String, byte[]> udf) {
    spark.udf().register("encrypt", udf, DataTypes.BinaryType);
    Dataset<Row> row = spark.range(1).select(call_udf("encrypt", col("id"), lit("DE")));
    try {
      System.out.println(what + " came " + row.first());
    } catch (Exception e) {
      System.out.println(what + ": " + e);
    }
  }
}
