package io.github.kmsjca.programs.spark;

import static org.apache.spark.sql.functions.call_udf;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.samples.spark.DecryptIban;
import io.github.kmsjca.samples.spark.EncryptIban;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import javax.crypto.SecretKey;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import scala.reflect.ClassTag$;

/**
 * Encrypts a column in the executors, writes it, reads it, and decrypts it, twice.
 *
 * <p>Leaves behind what traveled to them, after the handle was used in this JVM as well: {@code
 * closure.bin}, {@code handle.bin}, and the message that it was used for, {@code message.bin}.
 */
final class ColumnJob {
  private static final int PARTITIONS = 8;

  private ColumnJob() {}

  /** Arguments: the {@link Way}, the alias of the key, a folder, and the number of rows. */
  public static void main(String[] args) throws Exception {
    Way way = Way.valueOf(args[0]);
    Path folder = Path.of(args[2]);
    String table = folder.resolve("customers").toString();
    if (way == Way.UDF) {
      KmsProvider.install();
    }
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      KeyStore keys = KeyStore.getInstance("AWSKMS");
      keys.load(null, null);
      SecretKey key = (SecretKey) keys.getKey(args[1], null);
      UDF2<Long, String, byte[]> encrypt =
          way == Way.UDF ? new Installing.Encrypt(key) : new EncryptIban(key);
      UDF2<Long, byte[], String> decrypt =
          way == Way.UDF ? new Installing.Decrypt(key) : new DecryptIban(key);
      if (spark.conf().contains("spark.kryo.registrator")) {
        encrypt =
            new ByBroadcast(
                spark.sparkContext().broadcast(key, ClassTag$.MODULE$.apply(SecretKey.class)));
      }
      spark.udf().register("encrypt", encrypt, DataTypes.BinaryType);
      spark.udf().register("decrypt", decrypt, DataTypes.StringType);

      Column plain = concat(lit("DE"), lpad(col("id").cast("string"), 20, "0"));
      spark
          .range(0, Long.parseLong(args[3]), 1, PARTITIONS)
          .withColumn("iban", call_udf("encrypt", col("id"), plain))
          // So that each file has rows of each executor, and whoever reads one needs all data keys.
          .repartition(PARTITIONS)
          .write()
          .parquet(table);
      for (int round = 0; round < 2; round++) {
        Dataset<Row> rows =
            spark
                .read()
                .parquet(table)
                .withColumn("iban", call_udf("decrypt", col("id"), col("iban")));
        System.out.println("equal: " + rows.filter(col("iban").equalTo(plain)).count());
      }

      Row row = spark.read().parquet(table).first();
      new DecryptIban(key).call(row.getLong(0), row.<byte[]>getAs(1));
      Files.write(folder.resolve("message.bin"), row.<byte[]>getAs(1));
      SparkEnv environment = SparkEnv.get();
      write(folder.resolve("closure.bin"), environment.closureSerializer(), encrypt);
      write(folder.resolve("handle.bin"), environment.serializer(), key);
    }
  }

  private static void write(Path file, Serializer serializer, Object object) throws IOException {
    ByteBuffer bytes =
        serializer.newInstance().serialize(object, ClassTag$.MODULE$.apply(Object.class));
    try (SeekableByteChannel out =
        Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
    }
  }
}
