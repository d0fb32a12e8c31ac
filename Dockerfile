# Dockerfile: Debian 12 with what both commands of the README need, and the demo built
#
#	docker build -t kspawn . && docker run -it kspawn ./kspawn test
FROM debian:12
WORKDIR /kspawn
COPY . .
RUN apt-get update
RUN ./kspawn
CMD ["./kspawn"]
