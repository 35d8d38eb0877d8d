package io.github.kmsjca.samples.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import io.github.kmsjca.spec.KmsKey;
import org.apache.spark.serializer.KryoRegistrator;

/** {@code spark.kryo.registrator}: key handles in broadcasts and Datasets. */
// guide: spark.md
public final class KmsKryoRegistrator implements KryoRegistrator {
  @Override
  public void registerClasses(Kryo kryo) {
    kryo.addDefaultSerializer(KmsKey.class, JavaSerializer.class);
  }
}
// end of guide
