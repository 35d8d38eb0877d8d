package io.github.kmsjca.programs.spark;

import static org.apache.spark.sql.functions.callUDF;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.samples.spark.EncryptIban;
import java.security.KeyStore;
import java.util.concurrent.Callable;
import javax.crypto.SecretKey;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;

/** Says why keys are refused: in the driver, and in executors that do not have what they need. */
final class RefusedJob {
  private RefusedJob() {}

  /** Arguments: the aliases of a good key, and of one that is disabled. */
  public static void main(String[] args) throws Exception {
    KmsProvider.install();
    KeyStore keys = KeyStore.getInstance("AWSKMS");
    keys.load(null, null);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      say("disabled", () -> keys.getKey(args[1], null));
      SecretKey key = (SecretKey) keys.getKey(args[0], null);
      say("without provider", () -> encrypt(spark, new EncryptIban(key)));
      say("without permission", () -> encrypt(spark, new Installing.Encrypt(key)));
    }
  }

  private static Object encrypt(SparkSession spark, UDF2<Long, String, byte[]> udf) {
    spark.udf().register("encrypt", udf, DataTypes.BinaryType);
    return spark.range(1).select(callUDF("encrypt", col("id"), lit("DE"))).collect();
  }

  private static void say(String what, Callable<?> action) {
    try {
      System.out.println(what + " came " + action.call());
    } catch (Exception e) {
      System.out.println(what + ": " + e);
    }
  }
}
